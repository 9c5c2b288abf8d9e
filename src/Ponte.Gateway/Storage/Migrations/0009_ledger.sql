-- When the other side had the fact (WhatsApp's or Chatwoot's own time of it), when a person asked for it once more, and the W3C trace it belongs to.
alter table delivery add column received_at bigint not null default 0;
update delivery set received_at = created_at;
alter table delivery add column replayed_at bigint;
alter table delivery add column trace_parent text;

-- Attempts that did not deliver. The same trouble again and again is one row that counts.
create table delivery_attempt (
    delivery_id bigint not null references delivery (id) on delete cascade,
    number      bigint not null,
    code        text not null,
    reason      text not null,
    certain     bigint not null,
    times       bigint not null,
    first_at    bigint not null,
    last_at     bigint not null,
    primary key (delivery_id, number)
);

-- For retention.
create index message_link_created on message_link (created_at);
