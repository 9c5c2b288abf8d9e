using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Instances;

/// <summary>Removes everything of an instance: its blocks, its session, its rows. Killed half-way, the instance is still there and can be deleted again.</summary>
internal sealed class InstanceEraser(IEnumerable<IInstanceSection> sections, IGrainFactory grains, WriteQueue writes)
{
    // A number may have millions of rows; the one writer must not be held up by them.
    private const int Batch = 1000;

    private static readonly string[] Steps =
    [
        "delete from delivery where id in (select id from delivery where instance_id = @id limit @Batch)",
        """
        delete from message_link where instance_id = @id and (chat_id, whatsapp_id, part) in
            (select chat_id, whatsapp_id, part from message_link where instance_id = @id limit @Batch)
        """,
        "delete from message where id in (select id from message where instance_id = @id limit @Batch)",
        "delete from chat where id in (select id from chat where instance_id = @id limit @Batch)",
    ];

    public async Task EraseAsync(Instance instance, CancellationToken cancellationToken)
    {
        foreach (var section in sections)
        {
            await section.DeleteAsync(instance, cancellationToken);
        }

        var grain = grains.GetGrain<IInstanceGrain>(instance.Id);
        await grain.DeleteAsync(instance.Engine);
        await EraseRowsAsync(instance.Id, cancellationToken);
        await ExecuteAsync("delete from instance where id = @id", instance.Id, cancellationToken);

        // A session that a call in flight opened meanwhile, or a row that it added; nothing can any more.
        await grain.DeleteAsync(instance.Engine);
        await EraseRowsAsync(instance.Id, cancellationToken);
    }

    private async Task EraseRowsAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var step in Steps)
        {
            while (await ExecuteAsync(step, id, cancellationToken) == Batch)
            {
            }
        }
    }

    private Task<int> ExecuteAsync(string sql, string id, CancellationToken cancellationToken) =>
        writes.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, new { id, Batch }, transaction), cancellationToken);
}
