using System.Reflection;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Tests.Json;

/// <summary>Makes records of every kind with any values, by what their constructors and properties take: a new kind is covered by being declared.</summary>
internal static class Values
{
    public static Gen<WhatsAppEvent> Events() => Of(typeof(WhatsAppEvent)).Select(value => (WhatsAppEvent)value!);

    /// <summary>Any value of a type; of an abstract record one of its kinds.</summary>
    public static Gen<object?> Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return OrNull(Of(underlying));
        }

        if (type.IsEnum)
        {
            return Gen.Elements(Enum.GetValues(type).Cast<object?>().ToArray());
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = type.GetGenericArguments()[0];
            return Of(element).ArrayOf().Resize(3).Select(items => (object?)ToArray(element, items));
        }

        var kinds = type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType).ToArray();
        return kinds.Length > 0 ? Gen.Elements(kinds).SelectMany(Of) : Simple(type) ?? Record(type);
    }

    private static Gen<object?>? Simple(Type type) => type == typeof(string) ? Texts()
        : type == typeof(bool) ? Gen.Elements<object?>(true, false)
        : type == typeof(int) ? Gen.Choose(int.MinValue, int.MaxValue).Select(number => (object?)number)
        : type == typeof(uint) ? ArbMap.Default.GeneratorFor<uint>().Select(number => (object?)number)
        : type == typeof(byte) ? ArbMap.Default.GeneratorFor<byte>().Select(number => (object?)number)
        : type == typeof(long) ? ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number)
        : type == typeof(double) ? ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (object?)number.Get)
        : type == typeof(decimal) ? ArbMap.Default.GeneratorFor<decimal>().Select(number => (object?)number)
        : type == typeof(DateTimeOffset) ? Gen.Choose(0, int.MaxValue).Select(n => (object?)DateTimeOffset.FromUnixTimeMilliseconds(1_000L * n + n % 1000))
        : type == typeof(ChatId) ? Gen.Elements<object?>(ChatId.Parse("5511900000001@s.whatsapp.net"), ChatId.Parse("120363000000000001@g.us"), ChatId.Parse("100000000000001@lid"))
        : type == typeof(UserId) ? Gen.Elements<object?>(UserId.Parse("5511900000001@s.whatsapp.net"), UserId.Parse("100000000000001@lid"))
        : type == typeof(MessageId) ? Gen.Choose(1, 999_999).Select(n => (object?)MessageId.Parse("3EB0\"\\/" + n))
        : null;

    // What JSON can carry: half of a surrogate pair is no text.
    private static Gen<object?> Texts() =>
        from parts in Gen.Elements("a", "", "é", "🌍", "\0", "\n", "\"", "\\", "<b>", "\u2028", "نص", new string('x', 300)).ArrayOf().Resize(6)
        select (object?)string.Concat(parts);

    private static Gen<object?> Record(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var taken = parameters.Select(parameter => parameter.Name).ToHashSet();
        var others = type.GetProperties().Where(property => property.CanWrite && !taken.Contains(property.Name) && property.Name != "FromMe").ToList();
        return from arguments in Gen.CollectToArray(parameters.Select(parameter => MaybeNull(parameter.ParameterType, IsNullable(parameter))))
               from values in Gen.CollectToArray(others.Select(property => MaybeNull(property.PropertyType, IsNullable(property))))
               select Filled(constructor.Invoke(arguments), others, values);
    }

    private static object Filled(object record, List<PropertyInfo> properties, object?[] values)
    {
        foreach (var (property, value) in properties.Zip(values))
        {
            property.SetValue(record, value);
        }

        return record;
    }

    private static bool IsNullable(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static Gen<object?> MaybeNull(Type type, bool nullable) => nullable && !type.IsValueType ? OrNull(Of(type)) : Of(type);

    private static Gen<object?> OrNull(Gen<object?> values) => Gen.OneOf(Gen.Constant<object?>(null), values);

    private static Array ToArray(Type element, object?[] items)
    {
        var array = Array.CreateInstance(element, items.Length);
        items.CopyTo(array, 0);
        return array;
    }
}
