-- One plain dialect for SQLite and PostgreSQL. $identity$ is the dialect's growing integer key, never reused.
-- Every number is bigint, so that both engines hand out the same type.
-- Times are Unix milliseconds, switches are 0 or 1, ciphertexts are text (key id and base64).

create table account (
    id            $identity$,
    name          text not null unique,
    token_hash    text not null unique,
    created_at    bigint not null
);

create table instance (
    id               text not null primary key,
    account_id       bigint not null references account (id),
    name             text not null,
    engine           text not null,
    token_hash       text not null,
    token_encrypted  text not null,
    created_at       bigint not null,
    unique (account_id, name),
    unique (token_hash)
);

-- A chat is our own id. Addresses are aliases of it, so a number and a LID can lead to one chat.
create table chat (
    id          $identity$,
    instance_id text not null references instance (id) on delete cascade
);
create index chat_instance on chat (instance_id);

create table chat_alias (
    instance_id text not null references instance (id) on delete cascade,
    jid         text not null,
    chat_id     bigint not null references chat (id) on delete cascade,
    primary key (instance_id, jid)
);
create index chat_alias_chat on chat_alias (chat_id);

-- The one durable queue. A lane is (instance, chat, destination), worked strictly by id, one row in flight.
create table delivery (
    id              $identity$,
    instance_id     text not null,
    chat_id         bigint not null,
    destination     text not null,
    kind            text not null,
    source_key      text not null,
    target_id       text not null,
    payload         text not null,
    state           text not null,
    attempts        bigint not null,
    next_attempt_at bigint not null,
    failure_code    text,
    failure_reason  text,
    certain         bigint not null,
    created_at      bigint not null,
    updated_at      bigint not null,
    unique (instance_id, destination, source_key)
);
create index delivery_lane on delivery (instance_id, chat_id, destination, id) where state = 'pending';
create index delivery_due on delivery (next_attempt_at) where state = 'pending';
create index delivery_target on delivery (instance_id, target_id);

create table message_link (
    instance_id          text not null,
    chat_id              bigint not null,
    whatsapp_id          text not null,
    part                 bigint not null,
    from_me              bigint not null,
    participant          text,
    kind                 text not null,
    sent_at              bigint not null,
    snippet_encrypted    text,
    status_level         bigint not null,
    integration_id       text not null,
    conversation_id      bigint not null,
    chatwoot_message_id  bigint not null,
    created_at           bigint not null,
    primary key (instance_id, chat_id, whatsapp_id, part)
);
create index message_link_chatwoot on message_link (integration_id, chatwoot_message_id);

create table chatwoot_integrations (
    bridge_integration_id text not null primary key,
    instance_id           text not null references instance (id) on delete cascade,
    state                 text not null,
    chatwoot_base_url     text not null,
    chatwoot_account_id   bigint not null,
    chatwoot_user_id      bigint not null,
    token_encrypted       text not null,
    chatwoot_inbox_id     bigint not null,
    chatwoot_inbox_name   text not null,
    sign_messages         bigint not null,
    ignore_groups         bigint not null,
    start_as_pending      bigint not null,
    reopen_resolved       bigint not null,
    error_code            text not null,
    last_error            text not null,
    caught_up_to          bigint not null,
    created_at            bigint not null,
    updated_at            bigint not null
);
create unique index chatwoot_integrations_active on chatwoot_integrations (instance_id) where state = 'active';
create index chatwoot_integrations_account on chatwoot_integrations (chatwoot_base_url, chatwoot_account_id, chatwoot_user_id);

-- Where a chat lives in one inbox.
create table chatwoot_conversation (
    integration_id  text not null references chatwoot_integrations (bridge_integration_id) on delete cascade,
    chat_id         bigint not null references chat (id) on delete cascade,
    contact_id      bigint not null,
    source_id       text not null,
    conversation_id bigint not null,
    updated_at      bigint not null,
    primary key (integration_id, conversation_id)
);
create index chatwoot_conversation_chat on chatwoot_conversation (integration_id, chat_id);

-- Up to which message id a catch-up pass has read a conversation.
create table chatwoot_cursor (
    integration_id  text not null references chatwoot_integrations (bridge_integration_id) on delete cascade,
    conversation_id bigint not null,
    message_id      bigint not null,
    primary key (integration_id, conversation_id)
);

-- Who owns the session of an instance. The epoch grows with every change of owner.
create table lease (
    name       text not null primary key,
    owner      text not null,
    epoch      bigint not null,
    expires_at bigint not null
);
