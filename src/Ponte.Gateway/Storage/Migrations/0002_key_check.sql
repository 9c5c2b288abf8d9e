-- A known text sealed with the encryption key, so that a wrong key stops the start and not the first message.
create table key_check (
    name          text not null primary key,
    sealed_value  text not null
);
