using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances;

/// <summary>Creates instances, whoever asks.</summary>
internal sealed class NewInstances(InstanceStore instances, InstanceDescriber describer, IGrainFactory grains, IOptions<SandboxOptions> sandbox)
{
    /// <summary>Creates what the body of <c>POST /api/instance/new</c> asks for (http-contract 5.1).</summary>
    /// <returns>The instance as the API shows it, its token included; or why there is none.</returns>
    public async Task<(Dictionary<string, object?>? Item, ApiError? Error)> CreateAsync(long accountId, JsonFields fields, CancellationToken cancellationToken)
    {
        var (creation, error) = InstanceCreation.Read(fields, sandbox.Value.Enabled);
        if (creation is null)
        {
            return (null, error);
        }

        var instance = await instances.AddAsync(accountId, creation.Name, creation.Engine, creation.Token, cancellationToken);
        if (instance is null)
        {
            var taken = await instances.FindAsync(accountId, creation.Name, cancellationToken) is not null;
            return (null, new ApiError(StatusCodes.Status409Conflict, taken ? "Instance name already exists" : "Instance token already in use"));
        }

        if (instance.SessionWanted)
        {
            await grains.GetGrain<IInstanceGrain>(instance.Id).StartAsync();
        }

        // The instance is there now: a caller who hangs up does not leave its blocks half done.
        return (await describer.CreateAsync(instance, creation.Token, fields.Body, CancellationToken.None), null);
    }
}
