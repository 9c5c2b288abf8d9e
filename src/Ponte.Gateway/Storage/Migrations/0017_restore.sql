-- One row for each time that this database was brought back from a backup. What was said until then, the server before it may have shown in Chatwoot already.
create table restore (
    doubt_until bigint not null primary key
);
