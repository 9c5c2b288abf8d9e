using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What the simulated WhatsApp is to refuse. Kept in memory: a restart forgets it.</summary>
internal sealed class SandboxFaults
{
    private readonly Lock _lock = new();
    private int _passing;
    private int _refusals;
    private int _code;
    private int _missingFiles;
    private bool _gone;

    /// <summary>After <paramref name="skip"/> sends, so many are refused with a code; replaces what was asked before.</summary>
    public void RefuseSends(int skip, int count, int code)
    {
        lock (_lock)
        {
            (_passing, _refusals, _code) = (skip, count, code);
        }
    }

    /// <summary>So many downloads fail; replaces what was asked before.</summary>
    public void WithholdFiles(int count, bool gone)
    {
        lock (_lock)
        {
            (_missingFiles, _gone) = (count, gone);
        }
    }

    /// <summary>What a send is to be answered; null: it passes.</summary>
    public SendResult? NextSend()
    {
        lock (_lock)
        {
            if (_refusals == 0)
            {
                return null;
            }

            if (_passing > 0)
            {
                _passing--;
                return null;
            }

            _refusals--;

            // The codes after which engine/PROTOCOL.md has the same id sent again.
            return _code is 408 or 429 or 500 or 502 or 503 or 504
                ? new SendResult.Uncertain($"The sandbox was asked not to confirm this message ({_code}).")
                : new SendResult.Refused(_code, "The sandbox was asked to refuse this message.");
        }
    }

    /// <summary>What a download is to be answered; null: it passes.</summary>
    public MediaAnswer? NextDownload()
    {
        lock (_lock)
        {
            if (_missingFiles == 0)
            {
                return null;
            }

            _missingFiles--;
            return _gone
                ? new MediaAnswer.Gone("The sandbox was asked not to have this file.")
                : new MediaAnswer.Failed("The sandbox was asked not to deliver this file.");
        }
    }
}
