namespace Ponte.Gateway.Instances.Connections;

/// <summary>Links a phone: opens the session, which from then on is to be open, and asks it for a code.</summary>
internal sealed class PhoneLinking(InstanceStore instances, IGrainFactory grains)
{
    /// <summary>Waits for a code, about a minute at most; a code that is shown already is answered at once.</summary>
    public async Task<LinkReply> LinkAsync(Instance instance, ConnectQuery query, CancellationToken cancellationToken)
    {
        if (!instance.SessionWanted)
        {
            await instances.WantSessionAsync(instance.Id, cancellationToken);
        }

        var grain = grains.GetGrain<IInstanceGrain>(instance.Id);
        await grain.StartAsync();
        return await grain.LinkAsync(query.PhoneDigits, query.HistoryDays);
    }

    /// <summary>A pairing code as the phone shows the eight places to type it into.</summary>
    public static string Readable(string code) => code.Length == 8 ? $"{code[..4]}-{code[4..]}" : code;
}
