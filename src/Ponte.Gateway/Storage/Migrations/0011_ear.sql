-- The account webhook of an integration, while Ponte:PublicUrl is set. The address Chatwoot calls ends in a secret of which only the SHA-256 is kept;
-- what Chatwoot signs with is sealed, null where it does not sign.
create table chatwoot_webhook (
    integration_id   text not null primary key references chatwoot_integrations (bridge_integration_id) on delete cascade,
    public_url       text not null,
    webhook_id       bigint not null,
    path_hash        text not null,
    secret_encrypted text,
    created_at       bigint not null
);

-- Conversations that a webhook told of and that are still to be read over REST: new messages up to an id, and changed messages between two; 0 for none.
create table chatwoot_hint (
    integration_id  text not null references chatwoot_integrations (bridge_integration_id) on delete cascade,
    conversation_id bigint not null,
    message_id      bigint not null,
    changed_from    bigint not null,
    changed_to      bigint not null,
    received_at     bigint not null,
    primary key (integration_id, conversation_id)
);

-- Agents' messages that may have been retried unheard.
create index delivery_failed_recently on delivery (instance_id, updated_at) where state = 'failed';
