using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>One set of servers for the tests of chats and replies, which run one after the other.</summary>
[CollectionDefinition]
public sealed class ChatServers : ICollectionFixture<Servers>;
