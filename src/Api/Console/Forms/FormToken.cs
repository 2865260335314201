using GroundTransport.Api.Console.Layout;
using Microsoft.AspNetCore.Antiforgery;

namespace GroundTransport.Api.Console.Forms;

/// <summary>Every form carries a token of its page: a form of another site can't act for the one who is signed in.</summary>
public static class FormToken
{
    public const string FieldName = "__RequestVerificationToken";

    public static void AddConsoleForms(this IServiceCollection services) => services.AddAntiforgery(options =>
    {
        options.FormFieldName = FieldName;
        options.Cookie.Name = "groundtransport-form";
        options.Cookie.Path = ConsolePaths.Root;
        // frame-ancestors and X-Frame-Options are set for every answer.
        options.SuppressXFrameOptionsHeader = true;
    });

    /// <summary>
    /// Refuses a POST without its token. Who has lost it (another sign-in, a browser that was closed) gets all that was typed back,
    /// with a new token.
    /// </summary>
    public static RouteGroupBuilder RequireFormToken(this RouteGroupBuilder routes) => routes.AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        if (!HttpMethods.IsPost(context.Request.Method))
            return await next(call);
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(400);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return await next(call);
        // Only the browser's own word, which no page can forge, tells that our page sent it.
        return IsFromOurPage(context.Request)
            ? Page.Show<ResendPage, ResendPageModel>(ResendPageModel.Of(context.Request, form), 400)
            : Results.StatusCode(400);
    });

    private static bool IsFromOurPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is ["same-origin"];
}
