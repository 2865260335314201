using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GroundTransport.Api.Console.Layout;

/// <summary>Renders pages. A page is a component with one parameter, <c>Model</c>, which its route has read before.</summary>
public static class Page
{
    /// <summary>Without re-reads a page's session and notices are the browser's own business.</summary>
    public const string RereadHeader = "X-Console-Reread";

    /// <summary>Whether the page's own script reads it again: that must not extend the session, nor use up a notice.</summary>
    public static bool IsReread(HttpRequest request) => request.Headers.ContainsKey(RereadHeader);

    public static IResult Show<TPage, TModel>(TModel model, int status = 200)
        where TPage : ConsolePage<TModel> =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { [nameof(ConsolePage<TModel>.Model)] = model })
        {
            StatusCode = status,
        };
}

/// <summary>The base of every page.</summary>
public abstract class ConsolePage<TModel> : ComponentBase
{
    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;

    /// <summary>The request that it answers.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;
}
