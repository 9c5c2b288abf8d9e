-- Messages as WhatsApp told them or as they were sent through Ponte, for as long as Ponte:Retention:MessageDays says. The content is the sealed JSON of the
-- event, null once the message was deleted. Ids grow with time, for retention.
create table message (
    id                $identity$,
    instance_id       text not null,
    chat_id           bigint not null,
    whatsapp_id       text not null,
    from_me           bigint not null,
    chat_jid          text not null,
    sender_jid        text not null,
    kind              text not null,
    source            text not null,
    sent_at           bigint not null,
    content_encrypted text,
    status_level      bigint not null,
    edited_at         bigint,
    deleted_at        bigint,
    created_at        bigint not null,
    unique (instance_id, whatsapp_id, chat_id)
);
create index message_history on message (chat_id, sent_at, id);

-- Everybody's last vote in a poll: the options chosen, as sealed JSON.
create table message_vote (
    message_id        bigint not null references message (id) on delete cascade,
    voter_jid         text not null,
    whatsapp_id       text not null,
    voted_at          bigint not null,
    options_encrypted text not null,
    primary key (message_id, voter_jid)
);
