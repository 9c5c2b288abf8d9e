-- What groups are called, by their address.
create table group_name (
    instance_id text not null references instance (id) on delete cascade,
    jid         text not null,
    name        text not null,
    primary key (instance_id, jid)
);
