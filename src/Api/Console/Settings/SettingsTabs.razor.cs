using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Settings;

/// <summary>The pages of the settings.</summary>
public sealed partial class SettingsTabs : ComponentBase
{
    private static readonly (string Section, string Name)[] Sections =
    [
        ("vendors", "Vendors"), ("connections", "Connections"), ("keys", "API keys"), ("webhooks", "Webhooks"), ("audit", "Audit trail"),
    ];

    [Parameter, EditorRequired]
    public string Current { get; set; } = "";

    /// <summary>An instant as the settings show it.</summary>
    internal static string When(DateTimeOffset instant) => $"{Parts.RideText.DayAndTime(instant.UtcDateTime)} UTC";

    internal static string VendorsOf(IReadOnlyList<string>? codes) => codes is null ? "all" : string.Join(", ", codes);
}
