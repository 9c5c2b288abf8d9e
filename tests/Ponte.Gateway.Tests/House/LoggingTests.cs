using Mono.Cecil;

namespace Ponte.Gateway.Tests.House;

/// <summary>Design rule 11: log messages are source-generated, so that none puts a text together and every value has a name.</summary>
public sealed class LoggingTests
{
    [Theory]
    [InlineData("Ponte.Gateway")]
    [InlineData("Ponte.Chatwoot")]
    [InlineData("Ponte.WhatsApp")]
    public void Logging_OfTheSource_IsGenerated(string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

        var byHand =
            from type in assembly.MainModule.GetTypes()
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.Operand is MethodReference { DeclaringType.FullName: "Microsoft.Extensions.Logging.LoggerExtensions" }
            select $"{method.FullName}: {((MethodReference)instruction.Operand).Name}";
        Assert.Empty(byHand);
    }
}
