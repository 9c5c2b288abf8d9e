namespace Ponte.SystemTests.Contract;

/// <summary>
/// Rows of the contract's table that follow one another on an instance of their own, which begins connected, with a simulated phone of the number 5511900000000.
/// What else they need is made by rows before them, so a row is read from the top of its story.
/// </summary>
/// <param name="Section">Of http-contract.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Rows">
/// The call, <c>POST /api/chat/pin/:instance {"number":"5511911111111"}</c>, and its answer. Before the call, in brackets, who calls (<c>[instance token]</c>,
/// see <see cref="ContractStage"/>) or a header. The answer is the status with the body as <see cref="BodyPattern"/> reads it, or the status with the message of an error;
/// <c>…</c> at its end leaves the rest open. <c>until</c> before it: the answer becomes so.
/// </param>
internal sealed record Story(string Section, string Name, params (string Call, string Answer)[] Rows)
{
    /// <summary>How a failing row names it.</summary>
    public override string ToString() => $"§{Section} {Name}";
}
