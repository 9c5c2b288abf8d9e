namespace Ponte.Gateway.Storage;

internal enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
