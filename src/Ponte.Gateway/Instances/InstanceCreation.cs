using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances;

/// <summary>The base fields of <c>POST /api/instance/new</c>, read and checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Token">The token the caller chose, or a new one.</param>
/// <param name="Engine">Its engine.</param>
internal sealed record InstanceCreation(string Name, string Token, string Engine)
{
    /// <summary>Reads them, or says what is wrong.</summary>
    public static (InstanceCreation? Creation, ApiError? Error) Read(JsonFields fields, bool sandboxEnabled)
    {
        if (!fields.IsObject)
        {
            return (null, ApiError.InvalidBody(fields));
        }

        var name = fields.Text("name");
        var token = fields.Text("token");
        var engine = fields.Text("engine") ?? InstanceEngine.Baileys;
        if (string.IsNullOrEmpty(name) && fields.Problems.Count == 0)
        {
            return (null, ApiError.BadRequest("Instance name is required"));
        }

        Check(fields, name, token, engine, sandboxEnabled);
        return fields.Problems.Count > 0
            ? (null, ApiError.InvalidBody(fields))
            : (new InstanceCreation(name!, string.IsNullOrEmpty(token) ? Accounts.Token.ForInstance() : token, engine), null);
    }

    private static void Check(JsonFields fields, string? name, string? token, string engine, bool sandboxEnabled)
    {
        if (name is not null && !InstanceName.IsValid(name))
        {
            fields.Report("name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$");
        }

        if (!string.IsNullOrEmpty(token) && !Accounts.Token.IsAcceptable(token))
        {
            fields.Report("token must have 8 to 128 printable ASCII characters and no space");
        }

        if (engine is not (InstanceEngine.Baileys or InstanceEngine.Sandbox))
        {
            fields.Report("engine must be baileys or sandbox");
        }
        else if (engine == InstanceEngine.Sandbox && !sandboxEnabled)
        {
            fields.Report("engine sandbox is switched off on this server (Ponte:Sandbox:Enabled)");
        }
    }
}
