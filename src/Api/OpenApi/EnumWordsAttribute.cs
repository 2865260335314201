
namespace GroundTransport.Api.OpenApi;

/// <summary>A text that is one of an enumeration's words (<see cref="Application.EnumWords"/>), for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public abstract class EnumWordsAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <inheritdoc/>
public sealed class EnumWordsAttribute<T>() : EnumWordsAttribute(typeof(T))
    where T : struct, Enum;
