using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>A labelled input of a form, with its hint and what is wrong with it.</summary>
public sealed partial class FormField : ComponentBase
{
    /// <summary>The id of the input.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What belongs into it; empty: the label says it.</summary>
    [Parameter]
    public string Hint { get; set; } = "";

    /// <summary>What is wrong; empty: nothing.</summary>
    [Parameter]
    public string Error { get; set; } = "";

    /// <summary>The input itself.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What an input's <c>aria-describedby</c> names: its hint, and its error if there is one.</summary>
    public static string Describe(string id, string error) => error.Length > 0 ? $"{id}-error {id}-hint" : $"{id}-hint";
}
