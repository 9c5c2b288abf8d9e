-- Where the files of an instance are kept. No row: nowhere. The secret key is sealed. endpoint: empty for AWS. base_url: what an object's key is appended to.
create table instance_s3 (
    instance_id          text not null primary key references instance (id) on delete cascade,
    region               text not null,
    bucket               text not null,
    access_key           text not null,
    secret_key_encrypted text not null,
    endpoint             text not null,
    path_prefix          text not null,
    base_url             text not null
);
