-- The names WhatsApp told of a person, by the address it told them for.
create table person_name (
    instance_id text not null references instance (id) on delete cascade,
    jid         text not null,
    business    text,
    saved       text,
    push        text,
    primary key (instance_id, jid)
);

-- What Ponte last gave a Chatwoot contact, so that a name or a picture of an agent's choosing is told from its own.
create table chatwoot_profile (
    integration_id text not null references chatwoot_integrations (bridge_integration_id) on delete cascade,
    contact_id     bigint not null,
    name           text,
    picture_id     text,
    asked_at       bigint not null,
    primary key (integration_id, contact_id)
);
