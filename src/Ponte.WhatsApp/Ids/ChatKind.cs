namespace Ponte.WhatsApp.Ids;

/// <summary>The kinds of chat that WhatsApp addresses tell apart by their server part.</summary>
public enum ChatKind
{
    /// <summary>1:1, addressed by phone number (<c>@s.whatsapp.net</c>, <c>@c.us</c>).</summary>
    Phone,

    /// <summary>1:1, addressed by a privacy-preserving LID (<c>@lid</c>).</summary>
    Lid,

    /// <summary>A group or community (<c>@g.us</c>).</summary>
    Group,

    /// <summary>A channel (<c>@newsletter</c>).</summary>
    Newsletter,

    /// <summary>A broadcast list or the status feed (<c>@broadcast</c>).</summary>
    Broadcast,
}
