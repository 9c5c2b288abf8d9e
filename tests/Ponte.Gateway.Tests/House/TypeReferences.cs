using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Ponte.Gateway.Tests.House;

/// <summary>Every type that a type mentions: in its signature, its attributes and its code.</summary>
internal static class TypeReferences
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        Direct(type).SelectMany(Unfold);

    private static IEnumerable<TypeReference> Direct(TypeDefinition type)
    {
        IEnumerable<TypeReference> own = [.. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(field => field.FieldType), .. Attributes(type)];
        return (type.BaseType is null ? own : own.Append(type.BaseType)).Concat(type.Methods.SelectMany(Of));
    }

    private static IEnumerable<TypeReference> Of(MethodDefinition method)
    {
        IEnumerable<TypeReference> signature = [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. Attributes(method)];
        return method.HasBody
            ? signature.Concat(method.Body.Variables.Select(variable => variable.VariableType)).Concat(method.Body.Instructions.SelectMany(Of))
            : signature;
    }

    private static IEnumerable<TypeReference> Of(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Attributes(Mono.Cecil.ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference> Unfold(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Unfold)],
        TypeSpecification specification => Unfold(specification.ElementType),
        _ => [type],
    };
}
