using Ponte.Gateway.Chats;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Groups;

namespace Ponte.Gateway.Groups;

/// <summary>Asks the session of an instance about groups, and notes what they are called.</summary>
internal sealed class GroupSession(SessionActions actions, GroupNames names)
{
    /// <summary>As <see cref="SessionActions.AskAsync"/>.</summary>
    public async Task<ActionAnswer<T>> AskAsync<T>(string instanceId, SessionAction<T> action)
        where T : class
    {
        var answer = await actions.AskAsync(instanceId, action);
        IReadOnlyList<GroupDetails> told = answer is ActionDone<T> { Value: var value }
            ? value switch { GroupDetails one => [one], GroupList all => all.Groups, ChangedGroup changed => [changed.Group], _ => [] }
            : [];
        foreach (var group in told)
        {
            await names.LearnAsync(instanceId, group.Id, group.Name, CancellationToken.None);
        }

        return answer;
    }
}
