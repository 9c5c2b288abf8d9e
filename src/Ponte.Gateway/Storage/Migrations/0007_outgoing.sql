-- Receipts that came before the message they speak of was tied to its Chatwoot message; pruned after some days.
create table early_receipt (
    instance_id text not null references instance (id) on delete cascade,
    chat_id     bigint not null,
    whatsapp_id text not null,
    level       bigint not null,
    created_at  bigint not null,
    primary key (instance_id, chat_id, whatsapp_id)
);
create index early_receipt_created on early_receipt (created_at);

-- Which messages of a chat nobody has been told of as read.
create index message_link_unread on message_link (instance_id, chat_id, chatwoot_message_id) where from_me = 0 and status_level < 2;
