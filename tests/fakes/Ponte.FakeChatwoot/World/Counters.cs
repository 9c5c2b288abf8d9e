namespace Ponte.FakeChatwoot.World;

/// <summary>One counter per table, as a database has; conversations start ahead of their display ids (contract 5).</summary>
internal sealed class Counters
{
    private int _inbox;
    private int _channel;
    private int _webhook;
    private int _bot;
    private long _contact;
    private long _contactInbox;
    private long _conversation = 9;
    private long _message;
    private long _attachment;
    private long _notification;

    public int NextInbox() => ++_inbox;

    public int NextChannel() => ++_channel;

    public int NextWebhook() => ++_webhook;

    public int NextBot() => ++_bot;

    public long NextContact() => ++_contact;

    public long NextContactInbox() => ++_contactInbox;

    public long NextConversation() => ++_conversation;

    public long NextMessage() => ++_message;

    public long NextAttachment() => ++_attachment;

    public long NextNotification() => ++_notification;
}
