using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Forms;

/// <summary>A form that posts one action, with the token of its page.</summary>
public sealed partial class PostForm : ComponentBase
{
    [Parameter, EditorRequired]
    public string Action { get; set; } = "";

    /// <summary>The version that the page shows: the action is refused if there is a newer one. Null: the action compares none.</summary>
    [Parameter]
    public int? Version { get; set; }

    /// <summary>Further attributes, such as a class.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
