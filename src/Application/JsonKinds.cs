using System.Text.Json.Serialization.Metadata;

namespace GroundTransport.Application;

/// <summary>The derived types of a type in the gateway's JSON, distinguished by a property <c>kind</c>.</summary>
public static class JsonKinds
{
    public static JsonPolymorphismOptions Of(params ReadOnlySpan<(Type Type, string Kind)> kinds)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var (type, kind) in kinds)
            options.DerivedTypes.Add(new JsonDerivedType(type, kind));
        return options;
    }
}
