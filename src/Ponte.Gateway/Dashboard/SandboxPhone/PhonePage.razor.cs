using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using Ponte.Gateway.Chats;
using Ponte.Gateway.History;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Dashboard.SandboxPhone;

/// <summary>A phone that plays the shop's customers, so that everything can be tried without a number.</summary>
public sealed partial class PhonePage
{
    private const int MostBubbles = 100;
    private const int MostCustomers = 30;

    /// <summary>The largest picture that can be sent, in bytes: WhatsApp's own limit.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/webp"];

    private IReadOnlyList<Customer> _customers = [];
    private IReadOnlyList<Bubble> _bubbles = [];
    private Customer? _customer;
    private bool? _hasPhone;
    private bool _isConnected;
    private bool _isWrongNumber;
    private string _draft = "";
    private string _newNumber = "";
    private string _newName = "";

    /// <summary>The instance's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    // Who is played: the number's digits, and the name of one who has not written yet.
    [SupplyParameterFromQuery(Name = "customer")]
    private string? Played { get; set; }

    [SupplyParameterFromQuery(Name = "name")]
    private string? PlayedName { get; set; }

    [CascadingParameter]
    private VisitorClock Clock { get; set; } = VisitorClock.Utc;

    [Inject]
    private OwnInstances Own { get; set; } = default!;

    [Inject]
    private SandboxEngine Engine { get; set; } = default!;

    [Inject]
    private PhoneChat Chat { get; set; } = default!;

    [Inject]
    private ContactList Contacts { get; set; } = default!;

    [Inject]
    private IGrainFactory Grains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private string Path => $"/instances/{Uri.EscapeDataString(Name)}/phone";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (await FindAsync() is not { } instance)
        {
            return;
        }

        var known = (await Contacts.ListAsync(instance.Id, CancellationToken.None)).Take(MostCustomers)
            .Select(contact => UserId.TryParse(contact.Jid, out var user) && user.PhoneNumber is { } number ? new Customer(user, contact.Names.Best ?? number) : null)
            .OfType<Customer>();
        var asked = SandboxEvent.PersonOf(Played) is { PhoneNumber: { } digits } person ? new Customer(person, KnownName(PlayedName) ?? digits) : null;
        _customers = Customer.With(asked is null ? known : known.Append(asked));
        _customer = _customers.FirstOrDefault(customer => customer.User == asked?.User) ?? _customers[0];
        await ReadAsync();
    }

    private static string? KnownName(string? typed) => KnownNames.Readable(typed);

    private async Task<Instance?> FindAsync()
    {
        var instance = await Own.FindAsync(Name);
        _hasPhone = instance is null ? null : instance.Engine == InstanceEngine.Sandbox;
        return _hasPhone == true ? instance : null;
    }

    private async Task ReadAsync()
    {
        if (await FindAsync() is { } instance && _customer is { } customer)
        {
            _bubbles = await Chat.ReadAsync(instance, customer.User, MostBubbles, CancellationToken.None);
            _isConnected = await Grains.GetGrain<IInstanceGrain>(instance.Id).GetStateAsync() == SessionState.Connected;
        }
    }

    private string PathOf(string digits) => Path + QueryString.Create("customer", digits);

    private void AddCustomer()
    {
        var digits = string.Concat(_newNumber.Where(char.IsAsciiDigit));
        _isWrongNumber = SandboxEvent.PersonOf(digits) is null;
        if (!_isWrongNumber)
        {
            Navigation.NavigateTo(PathOf(digits) + (KnownName(_newName) is { } name ? "&name=" + Uri.EscapeDataString(name) : ""));
            (_newNumber, _newName) = ("", "");
        }
    }

    private async Task WriteAsync()
    {
        if (_draft.Trim() is { Length: > 0 } text)
        {
            await HappenAsync(customer => new SandboxEvent { From = customer.Digits, Name = customer.Name, Text = text });
            _draft = "";
            await ReadAsync();
        }
    }

    private async Task SendPictureAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File is not { Size: <= MostBytes } file || !Pictures.Contains(file.ContentType, StringComparer.Ordinal))
        {
            Snackbar.Add(T["Phone.PictureOnly"], Severity.Warning);
            return;
        }

        if (await FindAsync() is { } instance)
        {
            await using var content = file.OpenReadStream(MostBytes);
            var kept = await Engine.GetPhone(instance.Id).KeepFileAsync(content, file.ContentType, KnownNames.Readable(file.Name), CancellationToken.None);
            await HappenAsync(
                customer => new SandboxEvent { From = customer.Digits, Name = customer.Name, Text = "-" },
                happened => happened is MessageReceived message ? message with { Content = new IncomingMedia(MediaKind.Image, kept) } : happened);
            await ReadAsync();
        }
    }

    // The customer opens the chat: what the shop wrote gets its blue ticks.
    private async Task ReadAllAsync()
    {
        var messages = _bubbles.Where(bubble => !bubble.IsOwn).Select(bubble => MessageId.Parse(bubble.Id)).ToList();
        if (messages.Count > 0 && await FindAsync() is { } instance && _customer is { } customer)
        {
            var read = new ReceiptReceived(customer.User.Chat, messages, customer.User, FromMe: false, Time.GetUtcNow(), ReceiptLevel.Read);
            await Engine.GetPhone(instance.Id).ReceiveAsync(read, CancellationToken.None);
            Snackbar.Add(T["Phone.WasRead"], Severity.Success);
        }
    }

    private async Task SetConnectionAsync(bool connect)
    {
        if (await FindAsync() is { } instance)
        {
            await Engine.GetPhone(instance.Id).SetConnectionAsync(connect ? SessionState.Connected : SessionState.Disconnected, CancellationToken.None);
            _isConnected = connect;
        }
    }

    private async Task HappenAsync(Func<Customer, SandboxEvent> given, Func<WhatsAppEvent, WhatsAppEvent>? change = null)
    {
        if (await FindAsync() is { } instance && _customer is { } customer)
        {
            var phone = Engine.GetPhone(instance.Id);
            if (phone.Read(given(customer)).Event is { } happened)
            {
                await phone.ReceiveAsync(change?.Invoke(happened) ?? happened, CancellationToken.None);
            }
            else
            {
                Snackbar.Add(T["Phone.NotSent"], Severity.Error);
            }
        }
    }
}
