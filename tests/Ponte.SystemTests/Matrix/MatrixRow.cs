namespace Ponte.SystemTests.Matrix;

/// <summary>One kind of content one way: what the compatibility page says of it, and what shows that it is so.</summary>
/// <param name="Section">The table of the page it stands in.</param>
/// <param name="Kind">The first column.</param>
/// <param name="Shown">The second column: what the other side sees.</param>
/// <param name="Proof">Lets it happen and looks at what the other side was given.</param>
internal sealed record MatrixRow(string Section, string Kind, string Shown, Func<MatrixStage, Task> Proof)
{
    /// <summary>Played on a simulated phone, because the simulated WhatsApp server cannot make it; else the real engine carries it.</summary>
    public bool OnSandbox { get; init; }

    /// <summary>How a test names it.</summary>
    public override string ToString() => $"{Section}: {Kind}";
}
