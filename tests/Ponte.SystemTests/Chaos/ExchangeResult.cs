namespace Ponte.SystemTests.Chaos;

/// <summary>What came of an exchange.</summary>
/// <param name="In">From the customers to Chatwoot.</param>
/// <param name="Out">From the agents to WhatsApp.</param>
/// <param name="DrainRate">Messages a second from <see cref="Exchange.DrainBegins"/> to the last arrival; null when nothing waited then.</param>
/// <param name="Took">From its first line to the end.</param>
internal sealed record ExchangeResult(Tally In, Tally Out, double? DrainRate, TimeSpan Took)
{
    /// <summary>Both directions.</summary>
    public Tally Total => In + Out;
}
