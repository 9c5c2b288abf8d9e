using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Dashboard.SandboxPhone;

/// <summary>Somebody who can be played.</summary>
/// <param name="User">The number.</param>
/// <param name="Name">The name that the customer gives on WhatsApp.</param>
internal sealed record Customer(UserId User, string Name)
{
    // Who is there before anybody has written; the numbers belong to nobody.
    private static readonly Customer[] Invented = [Of("5511900000001", "Maria"), Of("5511900000002", "João"), Of("5511900000003", "Ana")];

    /// <summary>The number's digits.</summary>
    public string Digits => User.Chat.User;

    /// <summary>The invented customers, and behind them those that the instance knows.</summary>
    public static IReadOnlyList<Customer> With(IEnumerable<Customer> known) => [.. Invented.Concat(known).DistinctBy(customer => customer.User)];

    public override string ToString() => nameof(Customer);

    private static Customer Of(string digits, string name) => new(UserId.Parse(digits + "@s.whatsapp.net"), name);
}
