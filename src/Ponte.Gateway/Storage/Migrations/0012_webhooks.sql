-- Where the events of an instance are posted. What the owner typed into authorization and secret is sealed; null: none.
-- events: names separated by commas, empty for all.
create table webhook (
    id                      $identity$,
    instance_id             text not null references instance (id) on delete cascade,
    label                   text not null,
    enabled                 bigint not null,
    url                     text not null,
    authorization_encrypted text,
    secret_encrypted        text,
    by_events               bigint not null,
    events                  text not null,
    media_base64            bigint not null,
    created_at              bigint not null,
    updated_at              bigint not null,
    unique (instance_id, label)
);

-- Whether the events of an instance are told live at /ws/:instance. No row: never configured.
create table websocket (
    instance_id  text not null primary key references instance (id) on delete cascade,
    enabled      bigint not null,
    events       text not null,
    media_base64 bigint not null,
    updated_at   bigint not null
);
