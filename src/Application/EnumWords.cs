using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTransport.Application;

/// <summary>REST's words for the values of enumerations: camelCase, and Concur's codes (RB, VI) as they are.</summary>
public static class EnumWords
{
    /// <summary>The words of an enumeration, in its order.</summary>
    public static IReadOnlyList<string> Of(Type type) => [.. Enum.GetNames(type).Select(WordOf)];

    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.ByValue.TryGetValue(value, out var word) ? word : WordOf(value.ToString());

    /// <summary>The values of an enumeration with their words, in its order.</summary>
    public static IReadOnlyList<KeyValuePair<T, string>> All<T>()
        where T : struct, Enum => Words<T>.InOrder;

    /// <summary>The value that exactly one word names, in any case; null: none does.</summary>
    public static T? Parse<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }

    /// <summary>What is right instead: "One of read, dispatch, admin."</summary>
    public static string Choices(Type type) => $"Use one of {string.Join(", ", Of(type))}.";

    private static string WordOf(string name) => name.All(char.IsAsciiLetterUpper) ? name : JsonNamingPolicy.CamelCase.ConvertName(name);

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly KeyValuePair<T, string>[] InOrder =
            [.. Enum.GetValues<T>().Select(value => KeyValuePair.Create(value, WordOf(value.ToString())))];

        public static readonly FrozenDictionary<T, string> ByValue = InOrder.ToFrozenDictionary();
    }
}

/// <summary>A word of a body that its enumeration doesn't have; the message contains the right ones, never the caller's text.</summary>
public sealed class UnknownWordException(Type type) : JsonException(EnumWords.Choices(type))
{
    /// <summary>What is right instead.</summary>
    public string Choices { get; } = EnumWords.Choices(type);
}

/// <summary>Reads and writes enumerations by exactly one of their words: no numbers, and no several words in one.</summary>
public sealed class EnumWordConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && EnumWords.Parse<T>(reader.GetString()!) is { } value
                ? value
                : throw new UnknownWordException(typeof(T));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(EnumWords.Of(value));
    }
}
