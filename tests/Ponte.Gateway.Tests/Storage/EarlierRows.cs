using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Tests.Storage;

/// <summary>
/// Rows as a Ponte of each earlier schema wrote them, by the script that made their tables: only columns that were there then. A number with a simulated phone, a chat whose answer waits, and whatever else a
/// script brought.
/// </summary>
internal static class EarlierRows
{
    public const string Token = "pta_upgrade_test_000000000000000000000000000";
    public const string Answer = "It waited for the upgrade";

    /// <summary>Seals the rows' secrets.</summary>
    public static readonly byte[] Key = new byte[32];

    private static readonly Dictionary<string, string> Rows = new()
    {
        ["0001_spine"] = $$"""
            insert into account (name, token_hash, created_at) values ('default', '{{Hash(Token)}}', 1000);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at)
                values ('ins_1', 1, 'shop', 'sandbox', 'hash', '{{Seal("pti_upgrade_test", "instance:ins_1:token")}}', 1000);
            insert into chat (instance_id) values ('ins_1');
            insert into chat_alias (instance_id, jid, chat_id) values ('ins_1', '5511900000001@s.whatsapp.net', 1);
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at)
                values ('ins_1', 1, 'whatsapp', 'message', 'earlier', '3EB0AAAAAAAAAAAAAAAA', '{"Text":"{{Answer}}"}', 'pending', 0, 0, 1, 2000, 2000);
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at)
                values ('ins_1', 1, 'chatwoot', 'message', 'done', 'A', '', 'done', 1, 0, 1, 2000, 2000);
            insert into message_link (instance_id, chat_id, whatsapp_id, part, from_me, kind, sent_at, status_level, integration_id, conversation_id, chatwoot_message_id, created_at)
                values ('ins_1', 1, 'A', 0, 0, 'text', 2000, 0, 'int_1', 1, 1, 2000);
            insert into chatwoot_integrations (bridge_integration_id, instance_id, state, chatwoot_base_url, chatwoot_account_id, chatwoot_user_id, token_encrypted, chatwoot_inbox_id, chatwoot_inbox_name,
                sign_messages, ignore_groups, start_as_pending, reopen_resolved, error_code, last_error, caught_up_to, created_at, updated_at)
                values ('int_1', 'ins_1', 'inactive', 'http://127.0.0.1:9', 1, 1, 'sealed', 1, 'Shop', 0, 0, 0, 0, '', '', 0, 1000, 1000);
            insert into chatwoot_conversation (integration_id, chat_id, contact_id, source_id, conversation_id, updated_at) values ('int_1', 1, 1, 's', 1, 2000);
            insert into chatwoot_cursor (integration_id, conversation_id, message_id) values ('int_1', 1, 1);
            insert into lease (name, owner, epoch, expires_at) values ('instance/ins_1', 'node_0', 3, 0)
            """,
        ["0003_instance_settings"] = """
            insert into instance_settings (instance_id, auto_reject_calls, call_reject_message, ignore_group_messages, keep_online_status, auto_read_messages, disable_history_sync, ignore_status)
                values ('ins_1', 1, 'Please write', 1, 0, 0, 0, 0);
            insert into instance_proxy (instance_id, protocol, host, port) values ('ins_1', 'http', '127.0.0.1', 9)
            """,
        ["0004_identity"] = """
            insert into chat (instance_id, merged_into) values ('ins_1', 1);
            insert into chat_alias (instance_id, jid, chat_id, seen_at) values ('ins_1', '100000000000001@lid', 1, 5)
            """,
        ["0007_outgoing"] = "insert into early_receipt (instance_id, chat_id, whatsapp_id, level, created_at) values ('ins_1', 1, 'B', 2, 2000)",
        ["0008_profiles"] = """
            insert into person_name (instance_id, jid, push) values ('ins_1', '5511900000001@s.whatsapp.net', 'Customer');
            insert into chatwoot_profile (integration_id, contact_id, name, asked_at) values ('int_1', 1, 'Customer', 2000)
            """,
        ["0009_ledger"] = "insert into delivery_attempt (delivery_id, number, code, reason, certain, times, first_at, last_at) values (1, 1, 'instance_not_connected', 'away', 1, 3, 2000, 2000)",
        ["0011_ear"] = """
            insert into chatwoot_webhook (integration_id, public_url, webhook_id, path_hash, created_at) values ('int_1', 'https://ponte.example.com', 1, 'hash', 2000);
            insert into chatwoot_hint (integration_id, conversation_id, message_id, changed_from, changed_to, received_at) values ('int_1', 1, 2, 0, 0, 2000)
            """,
        ["0012_webhooks"] = """
            insert into webhook (instance_id, label, enabled, url, by_events, events, media_base64, created_at, updated_at) values ('ins_1', 'default', 0, 'http://127.0.0.1:9', 0, '', 0, 2000, 2000);
            insert into websocket (instance_id, enabled, events, media_base64, updated_at) values ('ins_1', 1, '', 0, 2000)
            """,
        ["0013_messages"] = """
            insert into message (instance_id, chat_id, whatsapp_id, from_me, chat_jid, sender_jid, kind, source, sent_at, status_level, created_at)
                values ('ins_1', 1, 'A', 0, '5511900000001@s.whatsapp.net', '5511900000001@s.whatsapp.net', 'text', '', 2000, 0, 2000);
            insert into message_vote (message_id, voter_jid, whatsapp_id, voted_at, options_encrypted) values (1, '5511900000001@s.whatsapp.net', 'C', 2000, 'sealed')
            """,
        ["0014_s3"] = "insert into instance_s3 (instance_id, region, bucket, access_key, secret_key_encrypted, endpoint, path_prefix, base_url) values ('ins_1', 'eu', 'shop', 'a', 'sealed', '', '', 'http://127.0.0.1:9/')",
        ["0015_group_names"] = "insert into group_name (instance_id, jid, name) values ('ins_1', '120363000000000001@g.us', 'Orders')",
    };

    /// <summary>The statements for a database that has been through these scripts.</summary>
    public static string Of(IEnumerable<string> scripts) =>
        string.Join(";\n", Rows.Where(rows => scripts.Any(script => script.EndsWith($".{rows.Key}.sql", StringComparison.Ordinal))).Select(rows => rows.Value));

    private static string Hash(string token) => global::Ponte.Gateway.Accounts.Token.Hash(token);

    private static string Seal(string secret, string context) => new SecretBox(Key).Seal(secret, context);
}
