namespace Ponte.SystemTests.Matrix;

/// <summary>Groups.</summary>
internal static class IncomingGroups
{
    private const string Section = "From WhatsApp: groups";

    // The smallest JPEG there is: one pixel.
    public const string Jpeg =
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        new(Section, "Message in a group", "one conversation for the group, with the participant's name before the text; the contact has the group's name", async stage =>
        {
            var group = await CreateAsync(stage, "Friends");
            var message = await stage.ShownAsync(await stage.SendsAsync(new { text = "Hello everybody" }, group));
            Assert.Contains(MatrixStage.CustomerName, message.Content, StringComparison.Ordinal);
            Assert.EndsWith("Hello everybody", message.Content, StringComparison.Ordinal);
            await stage.ContactAsync(await stage.ContactIdAsync(message.ConversationId), contact => contact.GetProperty("name").GetString() == "Friends");
        }),
        new(Section, "Mention", "the name in place of the number", async stage =>
        {
            var group = await CreateAsync(stage, "Mentions", "pn");
            var message = await stage.ShownAsync(await stage.SendsAsync(new { text = $"Ask @{stage.Customer}", mentions = new[] { stage.Customer } }, group));
            Assert.Contains("@" + MatrixStage.CustomerName, message.Content, StringComparison.Ordinal);
        }),
        new(Section, "Participants come, go or are removed; the group gets another name", "private notes; the contact gets the new name", async stage =>
        {
            var group = await CreateAsync(stage, "Before");
            var message = await stage.ShownAsync(await stage.SendsAsync(new { text = "Hello" }, group));
            stage.Conversations = [message.ConversationId];
            await stage.WhatsAppAsync($"/groups/{group}/changes", new { actor = stage.Customer, change = "subject", text = "After" });
            await stage.FindAsync(note => note.Private && note.Content!.Contains("After", StringComparison.Ordinal));
            await stage.ContactAsync(await stage.ContactIdAsync(message.ConversationId), contact => contact.GetProperty("name").GetString() == "After");
            await stage.WhatsAppAsync($"/groups/{group}/changes", new { actor = stage.Customer, change = "leave" });
            await stage.FindAsync(note => note.Private && note.Content!.Contains("left the group", StringComparison.Ordinal));
        }),
        new(Section, "The group's picture", "the contact's picture, kept current", async stage =>
        {
            var group = await CreateAsync(stage, "Pictured");
            var message = await stage.ShownAsync(await stage.SendsAsync(new { text = "Hello" }, group));
            var contact = await stage.ContactIdAsync(message.ConversationId);
            await stage.WhatsAppAsync($"/groups/{group}/picture", new { actor = stage.Customer, base64 = Jpeg });
            await stage.ContactAsync(contact, found => found.GetProperty("thumbnail").GetString() is { Length: > 0 });
        }),
    ];

    public static async Task<string> CreateAsync(MatrixStage stage, string subject, string addressing = "lid")
    {
        var group = await stage.WhatsAppAsync("/groups", new { subject, owner = stage.Customer, participants = new[] { stage.Shop, stage.Customer }, addressing });
        return group.GetProperty("id").GetString()!;
    }
}
