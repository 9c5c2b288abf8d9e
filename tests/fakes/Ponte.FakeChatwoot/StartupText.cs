namespace Ponte.FakeChatwoot;

/// <summary>What somebody who runs the double by hand needs to know.</summary>
internal static class StartupText
{
    public static void Print(string address, string version)
    {
        var account = FakeChatwootSeed.AccountId;
        Console.WriteLine($"""
            Listening on {address}

            A Chatwoot {version} that forgets everything when it ends.
              account id    {account}
              admin token   {FakeChatwootSeed.AdminToken}
              agent token   {FakeChatwootSeed.AgentToken}  (role agent; sees an inbox once it is a member)

            See what arrived:
              curl -s {address}/_fake/messages
            Answer conversation 1 as an agent (the administrator stands in for one here):
              curl -s -X POST {address}/api/v1/accounts/{account}/conversations/1/messages \
                -H 'Api-Access-Token: {FakeChatwootSeed.AdminToken}' -H 'Content-Type: application/json' \
                -d '{"{"}"content":"Hello from the agent"{"}"}'
            Break something (latency, status, reset, hang, lose_answer, store_later, hold_answer):
              curl -s -X POST {address}/_fake/faults -H 'Content-Type: application/json' \
                -d '{"{"}"method":"POST","path":"/messages$","kind":"status","status":503,"times":3{"}"}'
            """);
    }
}
