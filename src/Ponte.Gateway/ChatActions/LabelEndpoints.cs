using System.Globalization;
using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Chats;

namespace Ponte.Gateway.ChatActions;

/// <summary>The labels of a business number (http-contract 8.1, 8.2).</summary>
internal static class LabelEndpoints
{
    public const string NameRequired = "Tag name is required";
    public const string IdRequired = "tagId is required";
    public const string IdQueryRequired = "tagId query parameter is required";
    public const string NotFound = "Tag not found";

    private const int MaxName = 100;

    private static readonly string[] Palette =
    [
        "#ff9485", "#64c4ff", "#ffd429", "#dfaef0", "#99b6c1", "#55ccb3", "#ff9dff", "#d3a91d", "#6d7cce", "#d7e752", "#00d0e2",
    ];

    public static void MapLabels(this RouteGroupBuilder group)
    {
        group.MapGet("/tag/{instance}", ListAsync).DescribeList();
        group.MapPost("/tag/{instance}", CreateAsync).DescribeCreate();
        group.MapDelete("/tag/{instance}", DeleteAsync).DescribeDeleteTag();
        group.MapPost("/assignTag/{instance}", (HttpContext context, SessionActions actions, ChatFields chats) => AssignAsync(context, actions, chats, assign: true))
            .DescribeAssign();
        group.MapDelete("/assignTag/{instance}", (HttpContext context, SessionActions actions, ChatFields chats) => AssignAsync(context, actions, chats, assign: false))
            .DescribeUnassign();
        group.MapGet("/contactsByLabel/{instance}", ContactsAsync).DescribeContacts();
    }

    private static ApiError? ErrorOf(int code) => code == 404 ? ApiError.NotFound(NotFound) : null;

    private static object View(Label label) => new
    {
        id = label.Id,
        name = label.Name,
        color = label.Color,
        colorHex = label.Color >= 0 && label.Color < Palette.Length ? Palette[label.Color] : null,
        type = label.IsPredefined ? "PREDEFINED" : "CUSTOM",
        deleted = label.Deleted,
    };

    private static async Task<IResult> ListAsync(HttpContext context, SessionActions actions)
    {
        var answer = await actions.AskAsync(context.GetInstance().Id, new ListLabels());
        if (answer is not ActionDone<LabelList> done)
        {
            return SessionActions.ErrorOf(answer)!;
        }

        var live = done.Value.Labels.Where(label => !label.Deleted).Select(View).ToList();
        return Results.Json(new { success = true, message = "Tags retrieved successfully", tags = live, total = live.Count });
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SessionActions actions)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (name, color) = (fields.Text("name", MaxName)?.Trim(), fields.Integer("color") ?? 0);
        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + fields.ProblemText);
        }

        if (string.IsNullOrEmpty(name))
        {
            return ApiError.BadRequest(NameRequired);
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new CreateLabel(name, color >= 0 && color < Palette.Length ? (int)color : 0));
        return answer is ActionDone<Label> done
            ? Results.Json(new { success = true, message = "Tag created successfully", tag = View(done.Value) }, statusCode: StatusCodes.Status201Created)
            : SessionActions.ErrorOf(answer)!;
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, SessionActions actions)
    {
        var id = context.Request.Query["tagId"].ToString();
        if (string.IsNullOrWhiteSpace(id))
        {
            return ApiError.BadRequest(IdQueryRequired);
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new DeleteLabel(id));
        return answer is ActionDone<Label> done
            ? Results.Json(new { success = true, message = "Tag deleted successfully", tag = View(done.Value) })
            : SessionActions.ErrorOf(answer, ErrorOf)!;
    }

    private static async Task<IResult> AssignAsync(HttpContext context, SessionActions actions, ChatFields chats, bool assign)
    {
        var query = context.Request.Query;
        var fields = await context.Request.ReadJsonAsync();
        var isQuery = !assign && query.ContainsKey("number");
        if (isQuery)
        {
            fields = new JsonFields(System.Text.Json.JsonSerializer.SerializeToElement(new { number = query["number"].ToString(), tagId = query["tagId"].ToString() }));
        }

        var (number, id) = (fields.TextOrInteger("number"), fields.TextOrInteger("tagId", 64));
        if (fields.Problems.Count == 0 && !string.IsNullOrWhiteSpace(number) && string.IsNullOrWhiteSpace(id))
        {
            return ApiError.BadRequest(IdRequired);
        }

        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new AssignLabel(chat, id!, assign));
        var message = assign ? "Tag assigned successfully" : "Tag removed successfully";
        return SessionActions.ErrorOf(answer, ErrorOf) ?? Results.Json(new { success = true, message, tag_id = id, chat_jid = chat.Value });
    }

    private static async Task<IResult> ContactsAsync(HttpContext context, SessionActions actions)
    {
        var (instanceId, query) = (context.GetInstance().Id, context.Request.Query);
        var (ids, names) = (Split(query["labelIds"]), Split(query["labelNames"]));
        var refresh = string.Equals(query["refresh"], "true", StringComparison.OrdinalIgnoreCase);
        var labelled = await actions.AskAsync(instanceId, new ListLabelledChats(refresh));
        var labels = await actions.AskAsync(instanceId, new ListLabels());
        if (labelled is not ActionDone<LabelledChats> chats || labels is not ActionDone<LabelList> all)
        {
            return (SessionActions.ErrorOf(labelled) ?? SessionActions.ErrorOf(labels))!;
        }

        var live = all.Value.Labels.Where(label => !label.Deleted).ToDictionary(label => label.Id);
        var wanted = live.Values.Where(label => ids.Contains(label.Id) || names.Contains(label.Name, StringComparer.OrdinalIgnoreCase)).Select(label => label.Id).ToHashSet();
        var isFiltered = ids.Length + names.Length > 0;
        var rows = chats.Value.Chats.Where(row => live.ContainsKey(row.Label) && (!isFiltered || wanted.Contains(row.Label))).ToList();
        var grouped = rows.GroupBy(row => row.Chat)
            .Select(rowsOfChat => new { chat_jid = rowsOfChat.Key.Value, labels = rowsOfChat.Select(row => new { id = row.Label, name = live[row.Label].Name }) }).ToList();
        return Results.Json(new
        {
            success = true,
            message = "Contacts by label retrieved successfully",
            chats = grouped,
            total_chats = grouped.Count,
            total_rows = rows.Count,
            refreshed = refresh,
            filter_label_ids = wanted.Order(StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering)),
        });
    }

    private static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
