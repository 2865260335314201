using Microsoft.AspNetCore.WebUtilities;

namespace GroundTransport.Api.Console.Layout;

/// <summary>Writes a problem of the console as a page: what the pipeline refuses, and failures.</summary>
public sealed class ProblemPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) =>
        context.HttpContext.Request.Path.StartsWithSegments(ConsolePaths.Root, StringComparison.Ordinal);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        SecurityHeaders.Set(http.Response);
        await Result(http, http.Response.StatusCode, TextOf(http.Response.StatusCode, context.ProblemDetails.Detail)).ExecuteAsync(http);
    }

    /// <summary>The page for a refusal.</summary>
    public static IResult Result(HttpContext context, int status, string text) =>
        Page.Show<ProblemPage, ProblemPageModel>(
            new ProblemPageModel(status, TitleOf(status), text, context.TraceIdentifier), status);

    private static string TitleOf(int status) => status switch
    {
        403 => "Not allowed",
        404 => "Not found",
        >= 500 => "That failed",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };

    /// <param name="detail">What the pipeline says; only its refusals of what was typed are written for whoever typed it.</param>
    private static string TextOf(int status, string? detail) => status switch
    {
        400 => "The form can't be read. Go back, open the page again and send it once more.",
        403 => "Your key's role doesn't allow this. Sign in with a key of a higher role.",
        404 => "There is no such page, or your key doesn't see it.",
        413 => "The form is too large.",
        422 when detail is not null => detail,
        >= 500 => "Nothing was changed. Try again; if it fails again, the log has the cause.",
        _ => "That isn't possible.",
    };
}
