-- One person may have several addresses. Which of them WhatsApp itself used last, 0 for one that was only told or typed.
alter table chat_alias add column seen_at bigint not null default 0;
update chat_alias set seen_at = 1;

-- A chat that turned out to be another one. Its id stays and leads there for good: ids are remembered in many places.
alter table chat add column merged_into bigint;
create index chat_merged_into on chat (merged_into) where merged_into is not null;

-- Merges whose rows have not moved yet. While one is here, the lanes of both chats stand still.
create table chat_merge (
    younger_id  bigint not null primary key references chat (id) on delete cascade,
    older_id    bigint not null references chat (id) on delete cascade,
    instance_id text not null
);
create index chat_merge_older on chat_merge (older_id);

-- A conversation of a chat that was merged into one with a conversation of its own: still that person's, but not where the chat goes on.
alter table chatwoot_conversation add column retired bigint not null default 0;
