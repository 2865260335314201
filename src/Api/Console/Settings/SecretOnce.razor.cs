using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Settings;

/// <summary>A new secret. The page that shows it is the answer to the form that made it, so no address leads to it again.</summary>
public sealed partial class SecretOnce : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<(string Name, string Value)> Secrets { get; set; } = [];

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private static string IdOf(string name) => $"secret-{name.Replace(' ', '-').ToLowerInvariant()}";
}
