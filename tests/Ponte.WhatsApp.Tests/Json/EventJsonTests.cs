using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.WhatsApp.Tests.Json;

public sealed class EventJsonTests
{
    private static readonly string[] MessageNeeds = ["kind", "chat", "id", "sender", "fromMe"];
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_WhatWasWritten_IsTheSameForEveryKind() => Check(Values.Events(), happened =>
        Assert.Equivalent(happened, EventJson.Read(EventJson.Write(happened)), strict: true));

    [Fact]
    public void ReadOutgoing_WhatWasWritten_IsTheSameForEveryKind() => Check(Values.Of(typeof(OutgoingMessage)), message =>
        Assert.Equivalent(message, MessageJson.ReadOutgoing(MessageJson.Write((OutgoingMessage)message!)), strict: true));

    [Fact]
    public void Read_Damaged_ThrowsNothingElse() => Check(Damaged(Values.Events()), damage =>
        Record.Exception(() => EventJson.Read(damage.Json)) is null or JsonException ? 0 : throw new InvalidOperationException(damage.Json));

    [Fact]
    public void ReadOutgoing_Damaged_ThrowsNothingElse() => Check(
        from message in Values.Of(typeof(OutgoingMessage)) from damage in Damage.Of(MessageJson.Write((OutgoingMessage)message!)) select damage,
        damage => Record.Exception(() => MessageJson.ReadOutgoing(damage.Json)) is null or JsonException ? 0 : throw new InvalidOperationException(damage.Json));

    [Fact]
    public void EngineEvent_Damaged_IsReadOrNot() => Check(Damaged(Values.Events()), damage =>
    {
        if (EngineEvent.Read(JsonSerializer.Deserialize<JsonElement>(damage.Json), Now) is { } read)
        {
            EventJson.Read(EventJson.Write(read));
        }
    });

    [Fact]
    public void EngineEvent_DamagedMessage_StaysAMessage() => Check(
        from happened in Values.Of(typeof(MessageReceived))
        from damage in Damage.Of(EventJson.Write((WhatsAppEvent)happened!))
        where damage.Path.Count > 0 && (damage.Path.Count > 1 || !MessageNeeds.Contains(damage.Path[0]))
        select (Happened: (MessageReceived)happened!, damage.Json),
        damaged => Assert.Equal(
            damaged.Happened.Id, Assert.IsType<MessageReceived>(EngineEvent.Read(JsonSerializer.Deserialize<JsonElement>(damaged.Json), Now)).Id));

    [Fact]
    public void EngineEvent_ListsWithHoles_HaveNone()
    {
        const string Json = """
            {"kind":"message","chat":"5511900000001@s.whatsapp.net","id":"A","sender":"5511900000001@s.whatsapp.net","fromMe":false,"sentAt":1,
             "content":{"kind":"poll","question":"?","options":["a",null],"isMultiple":false}}
            """;

        Assert.IsType<IncomingUnsupported>(Assert.IsType<MessageReceived>(EngineEvent.Read(JsonSerializer.Deserialize<JsonElement>(Json), Now)).Content);
        Assert.Throws<JsonException>(() => EventJson.Read(Json));
    }

    [Fact]
    public void Sandbox_DamagedBody_IsReadOrRefused() => Check(
        from happened in Values.Events()
        from damage in Damage.Of(EventJson.Write(happened))
        from fromMe in Gen.Elements(true, false)
        from chat in Gen.Elements(null, "120363000000000001@g.us", "5511900000002", "x")
        select (Kind: JsonSerializer.Deserialize<JsonElement>(EventJson.Write(happened)).GetProperty("kind").GetString()!, damage.Json, FromMe: fromMe, Chat: chat),
        given =>
        {
            var details = JsonSerializer.Deserialize<JsonElement>(given.Json);
            var body = new SandboxEvent { Kind = given.Kind, From = "5511900000001", FromMe = given.FromMe, Chat = given.Chat, Details = details };

            var (happened, problems) = SandboxEventReader.Read(body, () => MessageId.Parse("A"), Now);

            Assert.Equal(happened is null, problems.Count > 0);
            Assert.All(problems, problem => Assert.Matches("^[A-Za-z\\[\\]0-9.'$]+ ", problem));
            if (happened is not null)
            {
                EventJson.Read(EventJson.Write(happened));
            }
        });

    private static Gen<Damage> Damaged(Gen<WhatsAppEvent> events) => from happened in events from damage in Damage.Of(EventJson.Write(happened)) select damage;

    private static void Check<T>(Gen<T> values, Action<T> holds) => Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static void Check<T>(Gen<T> values, Func<T, int> holds) => Check(values, value => { _ = holds(value); });
}
