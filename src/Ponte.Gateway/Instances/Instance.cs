namespace Ponte.Gateway.Instances;

/// <summary>One WhatsApp number of an account, as its row says. Tokens are not part of it.</summary>
/// <param name="Id">Our opaque key, <c>ins_</c> and 20 lower-case letters or digits.</param>
/// <param name="AccountId">The owner.</param>
/// <param name="Name">The name in the path, unique in the account (http-contract §9).</param>
/// <param name="Engine"><c>baileys</c> or <c>sandbox</c>.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="SessionWanted">Whether its session is to be open: a simulated phone's always, a number's from the first connect on.</param>
internal sealed record Instance(string Id, long AccountId, string Name, string Engine, DateTimeOffset CreatedAt, bool SessionWanted = false);
