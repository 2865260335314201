using FluentValidation;
using FluentValidation.Results;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Pipeline;

/// <summary>
/// Turns what validators find into a refusal: the first failure gives its kind, field and text, all of them the list of fields.
/// </summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = validators.SelectMany(validator => validator.Validate(request).Errors).ToList();
        if (failures.Count == 0)
            return next();
        return Task.FromResult(TResponse.Refused(RefusalOf(failures[0]) with
        {
            Fields = [.. failures.Select(RefusalOf).Select(refusal => new FieldError(refusal.Field, refusal.Message))],
        }));
    }

    private static Refusal RefusalOf(ValidationFailure failure) =>
        failure.CustomState as Refusal ?? Refusal.Request(failure.PropertyName, failure.ErrorMessage);
}

/// <summary>Gives a rule the refusal that its failure becomes.</summary>
public static class RefusalRules
{
    public static IRuleBuilderOptions<T, TProperty> Refuse<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, Refusal refusal) => rule.WithState(_ => refusal);
}
