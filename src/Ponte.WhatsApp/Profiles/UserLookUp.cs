using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Profiles;

/// <summary>Whether a number is on WhatsApp.</summary>
public abstract record UserLookUp
{
    private UserLookUp()
    {
    }

    /// <summary>It is.</summary>
    /// <param name="User">Its address, as WhatsApp writes the number.</param>
    /// <param name="Lid">Its other address, when told.</param>
    public sealed record Found(UserId User, UserId? Lid) : UserLookUp
    {
        /// <summary>Nothing: it is personal.</summary>
        public override string ToString() => nameof(Found);
    }

    /// <summary>None of the numbers asked for is.</summary>
    public sealed record Missing : UserLookUp;

    /// <summary>WhatsApp could not be asked.</summary>
    public sealed record Unavailable : UserLookUp;
}
