using Ponte.Gateway.Chats;

namespace Ponte.Gateway.History;

/// <summary>A person an instance knows.</summary>
/// <param name="Jid">The address by number, else the LID.</param>
/// <param name="Lid">The LID, when known.</param>
/// <param name="Names">What the person is called.</param>
internal sealed record KnownContact(string Jid, string? Lid, KnownNames Names)
{
    /// <summary>The fields of <c>GET /api/chat/contacts/:instance</c>.</summary>
    public object Describe(bool found) => new
    {
        found,
        jid = Jid,
        lid = Lid,
        name = Names.Best,
        push_name = Names.Push,
        full_name = Names.Saved,
        business_name = Names.Business,
    };

    public override string ToString() => nameof(KnownContact);
}
