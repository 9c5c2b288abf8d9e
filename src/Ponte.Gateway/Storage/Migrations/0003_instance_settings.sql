-- Whether the session is opened at every start: from the first connect on; a simulated phone's always.
alter table instance add column session_wanted bigint not null default 0;
update instance set session_wanted = 1 where engine = 'sandbox';

-- What the owner chose. No row: the defaults.
create table instance_settings (
    instance_id            text not null primary key references instance (id) on delete cascade,
    auto_reject_calls      bigint not null,
    call_reject_message    text not null,
    ignore_group_messages  bigint not null,
    keep_online_status     bigint not null,
    auto_read_messages     bigint not null,
    disable_history_sync   bigint not null,
    ignore_status          bigint not null
);

-- The proxy a session connects through. No row: none.
create table instance_proxy (
    instance_id         text not null primary key references instance (id) on delete cascade,
    protocol            text not null,
    host                text not null,
    port                bigint not null,
    username            text,
    password_encrypted  text
);
