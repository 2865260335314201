using System.Globalization;
using System.Text.RegularExpressions;

namespace GroundTransport.Api.Hosting;

/// <summary>The keys that can be set: the host's and those of <see cref="GatewaySettings"/>.</summary>
public static partial class SettingKeys
{
    private static readonly string[] Host =
    [
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, WebHostDefaults.EnvironmentKey,
        WebHostDefaults.ContentRootKey, WebHostDefaults.ApplicationKey, WebHostDefaults.WebRootKey, WebHostDefaults.PreferHostingUrlsKey,
        WebHostDefaults.ShutdownTimeoutKey, WebHostDefaults.DetailedErrorsKey, WebHostDefaults.CaptureStartupErrorsKey,
        WebHostDefaults.SuppressStatusMessagesKey, "AllowedHosts", "hostBuilder:reloadConfigOnChange",
    ];

    /// <summary>Sections with names that an operator chooses: a log category, an endpoint.</summary>
    private static readonly string[] FreeSections = ["Logging", "Kestrel"];

    private static readonly Dictionary<string, Type> Own =
        Leaves(GatewaySettings.Section, typeof(GatewaySettings)).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every key; <c>0</c> stands for a position in a list.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Host, .. Own.Keys];

    /// <summary>Whether the key exists. A section is known only without a value: the test host passes sections so.</summary>
    public static bool IsKnown(string key, string value)
    {
        var wanted = Position().Replace(key, ":0");
        return All.Contains(wanted, StringComparer.OrdinalIgnoreCase)
            || FreeSections.Any(section => IsWithin(section, wanted))
            || (value.Length == 0 && All.Any(known => IsWithin(wanted, known)));
    }

    /// <summary>The message for an unknown key, with the nearest known one.</summary>
    public static string Unknown(string key) => NearestName.To(key, All) is { } nearest
        ? $"Unknown setting '{key}'. Did you mean '{nearest}'?"
        : $"Unknown setting '{key}'. --help lists the settings.";

    /// <summary>The message for a value that isn't of its setting's type; null if it is. Only texts are secret.</summary>
    public static string? Unreadable(string key, string value)
    {
        if (!Own.TryGetValue(Position().Replace(key, ":0"), out var type) || value.Length == 0)
            return null;
        var expected = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var number when number == typeof(int) => int.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "a whole number",
            var truth when truth == typeof(bool) => bool.TryParse(value, out _) ? null : "true or false",
            var time when time == typeof(TimeSpan) => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _)
                ? null
                : "a time such as 00:05:00 (hours, minutes, seconds) or 7.00:00:00 (days before them)",
            _ => null,
        };
        return expected is null ? null : $"{key} is '{value}'. Use {expected}.";
    }

    /// <summary>
    /// What is written with another prefix, or with other separators, than a setting of the gateway has: the setting that was meant,
    /// and whether that one is set too. Such a value has no effect.
    /// </summary>
    public static IEnumerable<(string Written, string Meant, bool IsSet)> Misnamed(IConfiguration configuration)
    {
        foreach (var (written, value) in configuration.AsEnumerable())
        {
            if (value is null || IsWithin(GatewaySettings.Section, written))
                continue;
            var key = Separator().Replace(written, ":");
            if (!IsWithin(GatewaySettings.Section, key))
                key = $"{GatewaySettings.Section}:{key}";
            var meant = Own.Keys.FirstOrDefault(known => known.Equals(Position().Replace(key, ":0"), StringComparison.OrdinalIgnoreCase));
            if (meant is not null)
                yield return (written, meant, configuration[key] is not null);
        }
    }

    private static bool IsWithin(string section, string key) =>
        key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':');

    private static IEnumerable<KeyValuePair<string, Type>> Leaves(string path, Type type) =>
        Nullable.GetUnderlyingType(type) is not null || type == typeof(string) || type.IsValueType ? [new(path, type)]
        : type.IsGenericType ? Leaves($"{path}:0", type.GetGenericArguments()[0])
        : type.GetProperties()
            .Where(property => property.CanWrite)
            .SelectMany(property => Leaves($"{path}:{property.Name}", property.PropertyType));

    [GeneratedRegex(":[0-9]+(?=:|$)")]
    private static partial Regex Position();

    [GeneratedRegex("[_.-]+")]
    private static partial Regex Separator();
}
