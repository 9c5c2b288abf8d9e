using System.Data.Common;

namespace Ponte.Gateway.Deliveries;

/// <summary>What one attempt led to. Expected trouble is a value; an exception is a bug or lost infrastructure.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>It is on the other side.</summary>
    /// <param name="Links">The pairs of ids that tie both sides together, stored with the completion.</param>
    public sealed record Delivered(params IReadOnlyList<MessageLink> Links) : DeliveryOutcome
    {
        /// <summary>What is to be done after it, enqueued with the completion.</summary>
        public IReadOnlyList<NewDelivery> FollowUps { get; init; } = [];

        /// <summary>What is to be kept of it, written with the completion.</summary>
        public Func<DbTransaction, Task>? Alongside { get; init; }

        /// <summary>Done once the completion is on disk. Must not wait and must not throw.</summary>
        public Action? Afterwards { get; init; }
    }

    /// <summary>There is nothing to do; the row is done.</summary>
    /// <param name="Reason">Why, for the ledger.</param>
    public sealed record Ignored(string Reason) : DeliveryOutcome;

    /// <summary>The lane waits.</summary>
    /// <param name="Failure">What went wrong.</param>
    /// <param name="NotBefore">The earliest next attempt; null leaves it to the <see cref="RetrySchedule"/>.</param>
    /// <param name="Counts">False when the other side was not tried at all, so that waiting burns no attempts.</param>
    public sealed record RetryAt(DeliveryFailure Failure, DateTimeOffset? NotBefore = null, bool Counts = true) : DeliveryOutcome;

    /// <summary>It will never arrive; the lane goes on.</summary>
    /// <param name="Failure">What was refused.</param>
    /// <param name="FollowUps">Rows that make the failure visible, enqueued with it.</param>
    public sealed record Failed(DeliveryFailure Failure, params IReadOnlyList<NewDelivery> FollowUps) : DeliveryOutcome;
}
