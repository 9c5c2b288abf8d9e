using System.Runtime.CompilerServices;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>How the number of each instance stands.</summary>
internal sealed class PhoneCheck(InstanceStore instances, FindPhoneState find) : IDoctorCheck
{
    // Those that a connection meets on its way and that mend themselves; the others need somebody.
    private static readonly string[] Passing =
    [
        ConnectionCause.Unreachable.Code, ConnectionCause.Interrupted.Code, ConnectionCause.KeepAliveTimedOut.Code, ConnectionCause.LinkTimedOut.Code, ConnectionCause.LinkFailed.Code,
    ];

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var instance in await instances.ListAllAsync(cancellationToken))
        {
            yield return await LookAsync(instance, cancellationToken) with { InstanceId = instance.Id };
        }
    }

    private async Task<Finding> LookAsync(Instance instance, CancellationToken cancellationToken)
    {
        var area = "instance:" + instance.Name;
        if (!instance.SessionWanted)
        {
            return Finding.Warning(area, "phone_never");
        }

        if (await find(instance, cancellationToken) is not { } phone)
        {
            return Finding.Warning(area, "phone_unknown");
        }

        var since = phone.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return phone switch
        {
            { State: "connected" } => Finding.Ok(area, "phone", since),
            { Cause: { } cause } when Passing.Contains(cause) => Finding.Warning(area, DoctorTexts.CausePrefix + cause, since),
            { Cause: { } cause } => Finding.Failed(area, DoctorTexts.CausePrefix + (ConnectionCause.FromCode(cause)?.Code ?? cause), since),
            { State: "loggedout" } => Finding.Failed(area, DoctorTexts.CausePrefix + ConnectionCause.LoggedOut.Code, since),
            { State: "qr" } => Finding.Warning(area, "phone_linking", since),
            _ => Finding.Warning(area, "phone_disconnected", since),
        };
    }
}
