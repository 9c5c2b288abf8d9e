using System.Text.Json;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Behaviour;

/// <summary>The <c>settings</c> block of an instance (http-contract 5.1, 5.5).</summary>
internal sealed class InstanceSettingsSection(InstanceSettingsStore settings) : IInstanceSection
{
    public string Name => "settings";

    public async Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body);
        var change = InstanceSettingsChange.Read(fields);
        if (fields.Problems.Count > 0)
        {
            return SectionFailure.Of(InstanceSettings.Default, fields.ProblemText);
        }

        return change.IsEmpty ? InstanceSettings.Default : await settings.ChangeAsync(instance.Id, change, cancellationToken) ?? InstanceSettings.Default;
    }

    public async Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) => await settings.FindAsync(instance.Id, cancellationToken);

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken)
    {
        settings.Forget(instance.Id);
        return Task.CompletedTask;
    }
}
