namespace Ponte.WhatsApp.Sandbox;

/// <summary>How far a journal can be read.</summary>
/// <param name="Generation">Grows when the file is replaced as a whole; offsets of an older generation mean nothing.</param>
/// <param name="Length">Bytes on disk.</param>
internal readonly record struct JournalEnd(int Generation, long Length);
